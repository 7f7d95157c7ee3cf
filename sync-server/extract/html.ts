/** Text as it stands in HTML: nothing in it can begin an element or end an attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A table with headings; the cells are text. */
export const tableHtml = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${headings.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('')}</tr></thead>
<tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table>`;

/** A page by itself, made to be printed; without a script, and with nothing from elsewhere. */
export const pageHtml = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 10pt/1.45 system-ui, sans-serif; color: #14201b; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 2em; break-after: avoid; } h3 { font-size: 11pt; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 3pt 6pt;
border-bottom: 1px solid #dfe5e1; overflow-wrap: anywhere; white-space: pre-line; }
@page { size: A4; margin: 18mm; } @media print { body { margin: 0; padding: 0; } }
</style></head><body>
${body}
</body></html>
`;
