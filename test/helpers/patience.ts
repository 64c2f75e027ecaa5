// How many times longer than usual things may take here: more than once where a processor is emulated.
export const patience = Number(process.env.LADING_TEST_PATIENCE ?? '1');
