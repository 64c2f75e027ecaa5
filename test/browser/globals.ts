// What the tests have of node without importing it.
import { Buffer } from 'buffer/';

Object.assign(globalThis, { Buffer, process: { env: {}, nextTick: queueMicrotask } });
