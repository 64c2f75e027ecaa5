// Written by `npm run generate` from host/schema/request.schema.json. Do not edit.

/**
 * What the engine is asked: canonical JSON on its standard input.
 */
export interface Request {
  /**
   * A command, as on the command line.
   */
  command: string;
  /**
   * What has been gathered, by the names of the needs that asked for it. A file is {text}, {base64} when it is not UTF-8, or {error}.
   */
  inputs: {
    [k: string]: {};
  };
  /**
   * Options of the command; absent ones are left out.
   */
  options: {
    [k: string]: string | boolean | number | string[];
  };
}
