// Written by `npm run generate` from host/schema/record.schema.json. Do not edit.

/**
 * A container's kept evidence for one command: digests of what is in <state>/record/N or <state>/record/N.ndjson.
 */
export interface Record {
  /**
   * The command.
   */
  command: string;
  /**
   * Container id.
   */
  container: string;
  /**
   * Digest of engine.wasm.
   */
  engine: string;
  /**
   * Digest by part: inputs.json, plan.json, journal.ndjson.
   */
  files: {
    [k: string]: string;
  };
  /**
   * Version of this format.
   */
  format: 1;
}
