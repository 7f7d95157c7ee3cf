/** What would call `ran(…)` if a program took text for more than text: ways to run code, in the places where they work. */
const codes: readonly string[] = [
  '<script>ran(1)</script>',
  '<ScRiPt >ran(1)</sCrIpT>',
  '<img src=x onerror=ran(1)>',
  '<svg onload=ran(1)>',
  '<svg><animate onbegin=ran(1) attributeName=x dur=1s>',
  '<details open ontoggle=ran(1)>',
  '<iframe srcdoc="<script>parent.ran(1)</script>">',
  '<a href="javascript:ran(1)" autofocus onfocus=ran(1)>x</a>',
  '<input autofocus onfocus=ran(1)>',
  '<math><mtext><mglyph><style><img src onerror=ran(1)>',
  '<object data="data:text/html,<script>parent.ran(1)</script>"></object>',
  '<style>@import "javascript:ran(1)"</style>',
  '<body onload=ran(1)>',
  '<form><button formaction=javascript:ran(1)>x',
  'javascript:ran(1)',
  '{{constructor.constructor("ran(1)")()}}',
  '${ran(1)}',
  '#{ran(1)}',
  '" onmouseover="ran(1)" style="position:fixed;inset:0',
  "' onfocus='ran(1)' autofocus tabindex='1",
];

/** What goes before it, to come out of where it stands. */
const ways: readonly string[] = [
  '',
  '">',
  "'>",
  '-->',
  ']]>',
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '</td></tr></table>',
  '\\u003c',
  '&lt;',
  '%3C',
  '\u0000',
  '\u2028',
  '*/',
  '\\";',
  '</t></is></c>',
  '\u202e',
  '＜',
];

/** What a spreadsheet takes for a formula, with what may stand before it. */
const formulas: readonly string[] = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  '\t=',
  '\r=',
  '\n=',
  ' =',
  '\u00a0=',
  '"=',
  ';=',
].flatMap((begin) => [
  `${begin}1+1`,
  `${begin}cmd|'/c calc'!A0`,
  `${begin}HYPERLINK("http://127.0.0.1/?"&A1;"x")`,
  `${begin}IMPORTXML(CONCAT("http://127.0.0.1/";A1);"//a")`,
  `${begin}SUM(1;2)";=1+1`,
  `${begin}DDE("cmd";"/c calc";"x")`,
  `${begin}WEBSERVICE("http://127.0.0.1/")`,
]);

/** More than 500 texts; none may run, nor be taken for a formula, wherever it is shown or exported. */
export const hostileWords: readonly string[] = [
  ...ways.flatMap((way) => codes.map((code) => way + code)),
  ...formulas,
];
