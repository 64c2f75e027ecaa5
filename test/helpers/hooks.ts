// Mocha's root hooks: the last thing of a run is to remove its temporary directory.
import { removeTestDirectory } from './container.ts';

export const mochaHooks = {
  afterAll(): void {
    removeTestDirectory();
  },
};
