/** What a tablet loads of the engine to fill in a questionnaire: the entry of the bundle whose size is measured. */
export { openForm } from '#domain/questionnaire/engine/form.ts';
export { loadFunctionsFor } from '#domain/questionnaire/expression/load-functions.ts';
