// Versions of the runtime specification.

/** The oldest whose configs are read. */
export const SPEC_OLDEST: string = '1.0.0';
/** The newest that is known. */
export const SPEC_VERSION: string = '1.3.0';
