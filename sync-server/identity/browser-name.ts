const first = (agent: string, names: readonly (readonly [RegExp, string])[]): string | undefined =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** A browser in words that its user knows again, such as `Edge, Windows`; never what it calls itself, which anybody can choose. */
export const browserNameOf = (agent: string | undefined): string => {
  const given = agent ?? '';
  const browser = first(given, [
    [/Edg(e|A|iOS)?\//, 'Edge'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrome|Chromium|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ]);
  const system = first(given, [
    [/iPad/, 'iPad'],
    [/iPhone/, 'iPhone'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X|Macintosh/, 'Mac'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter((each) => each !== undefined).join(', ');
};
