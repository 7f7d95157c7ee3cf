/** A call of one of those in `functions-seldom-called.ts`; a test holds the two together. */
const call =
  /(?<![\w.-])(?:indexed-repeat|join|ends-with|substr(?:ing-before|ing-after)?|selected-at|jr:choice-name|count-non-empty|now|(?:format-)?date(?:-time)?|decimal-(?:date-)?time|regex|normalize-space|translate|uuid|boolean-from-string|random|pi|pow|sqrt|exp(?:10)?|log(?:10)?|a?(?:sin|cos|tan)|atan2)\s*\(/;

/** Whether a document calls a function whose code a tablet does not have from the start, or speaks of one in its texts. */
export const callsSeldomCalled = (document: object): boolean => call.test(JSON.stringify(document));

/** Those already looked through: a published version never changes. */
const seen = new WeakSet<object>();

/** Loads the code of the functions that these documents call: to be awaited before one of them is opened. */
export const loadFunctionsFor = async (documents: Iterable<object | null>): Promise<void> => {
  for (const document of documents) {
    if (document === null || seen.has(document)) continue;
    if (callsSeldomCalled(document)) await import('./all-functions.ts');
    seen.add(document);
  }
};
