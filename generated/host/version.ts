// Written by `npm run generate` from package.json. Do not edit.

export const VERSION: string = '0.1.0';
