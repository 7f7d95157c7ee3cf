/** The version of this build, set by vite.config.ts: package version and a hash of the sources. */
declare const __APP_VERSION__: string;
