import { inventCity } from './register-process.ts';

/** What stands before the first test file, and what takes it away after the last. */
export default inventCity;
