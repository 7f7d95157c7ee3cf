/** The version of this build, set by vite.config.ts: package version and a hash of the sources. */
declare const __APP_VERSION__: string;

/** Where Vite puts a worker's script. */
declare module '*?worker&url' {
  const url: string;
  export default url;
}
