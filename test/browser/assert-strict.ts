// node:assert/strict for tests that run in a browser.
// @ts-expect-error: it has no types of its own, and is used through node's name.
import assert from 'assert/';

const { strict } = assert;

// biome-ignore lint/style/noDefaultExport: it stands for a module that has one
export default strict;
