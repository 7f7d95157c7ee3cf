import { addFunctions } from './functions.ts';
import { seldomCalled } from './functions-seldom-called.ts';

// Imported for its effect, by what is not a tablet: whatever a document calls is there, and nothing has to be awaited.
addFunctions(seldomCalled);
