// Written by `npm run generate` from host/schema/response.schema.json. Do not edit.

/**
 * What the engine answers on its standard output; its exit status says which of these it is: 10 need, 11 output, 12 diagnostics. With 0 the bytes are a plan (plan.schema.json). Warnings beside an answer are diagnostics on standard error, one a line.
 */
export type Response = Needs | Output | Diagnostics;

/**
 * Gather these, and ask again with them added.
 */
export interface Needs {
  /**
   * What is needed.
   *
   * @minItems 1
   */
  need: [Need, ...Need[]];
}
/**
 * One input to gather.
 */
export interface Need {
  /**
   * What kind of thing it is. A program is looked for in the caller's PATH, by its name.
   */
  kind:
    | 'caller'
    | 'descriptors'
    | 'facts'
    | 'file'
    | 'stdin'
    | 'stat'
    | 'directory'
    | 'process'
    | 'processes'
    | 'frozen'
    | 'program'
    | 'states';
  /**
   * Of a file or of standard input: the most bytes it may have. Of descriptors: how many, from 3 on, are asked about.
   */
  limit?: number;
  /**
   * The name under which it is expected among the inputs.
   */
  name: string;
  /**
   * Where it is.
   */
  path?: string;
  /**
   * Which process.
   */
  pid?: number;
}
/**
 * Nothing to do, only something to say.
 */
export interface Output {
  /**
   * Print, wait, and ask again with this option set.
   */
  again?: {
    /**
     * How long to wait.
     */
    afterMs: number;
    /**
     * Name of the option.
     */
    option: string;
    /**
     * Its value.
     */
    value: string;
  };
  /**
   * Ask for each of these names as `id`, without `regex`. What is wrong with one is told, and is no failure.
   */
  each?: string[];
  /**
   * Exit status of the command.
   */
  exit: number;
  /**
   * Text for standard output.
   */
  output: string;
}
/**
 * The request cannot be served, and why.
 */
export interface Diagnostics {
  /**
   * All problems, in the order of the file.
   *
   * @minItems 1
   */
  diagnostics: [Diagnostic, ...Diagnostic[]];
}
/**
 * One problem.
 */
export interface Diagnostic {
  /**
   * Number of the kind of problem, stable for ever.
   */
  code: string;
  /**
   * Column in bytes, from 1.
   */
  column?: number;
  /**
   * What should be there.
   */
  expected?: string;
  /**
   * File the place is in.
   */
  file?: string;
  /**
   * What to do about it.
   */
  fix?: string;
  /**
   * What is there.
   */
  found?: string;
  /**
   * Line, from 1.
   */
  line?: number;
  /**
   * The whole problem in a sentence.
   */
  message: string;
  /**
   * JSON pointer of the value.
   */
  pointer?: string;
  /**
   * Whether it stands in the way.
   */
  severity: 'error' | 'warning';
}
