// What planning does not need, as one file that is read at its first use: importing the library stays cheap.
export { auditRecords } from '../record/audit.ts';
export { readRecords } from '../record/files.ts';
export { auditSettled } from '../record/settled.ts';
export { diffPlans } from '../report/diff.ts';
export { change, keepHelper } from './change.ts';
export { drift } from './drift.ts';
export { explain, explainSyscall } from './explain.ts';
