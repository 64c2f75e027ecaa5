// node:assert/strict for tests that run in a browser.
import assert from 'assert/';

const { strict } = assert;

// biome-ignore lint/style/noDefaultExport: it stands for a module that has one
export default strict;
