// An audit of records that are in use: what another command is about to put right is no finding.
import { setTimeout } from 'node:timers/promises';
import { type Audit, type AuditTools, auditRecords, type RecordFiles } from './audit.ts';

/** As long as a command takes between two steps, on a machine that is busy. */
const SETTLE_MS = 1000;
const STEP_MS = 20;

/**
 * A number is given before its record is there, and an old record may go before an older one; a process is started by
 * one command before it says so in the journal of another.
 */
const MOMENTARY: readonly string[] = ['record-missing', 'journal-cut', 'journal-torn'];

/** `read` is asked again while there may be such a moment. */
export async function auditSettled(
  read: () => readonly RecordFiles[],
  tools: AuditTools,
): Promise<{ readonly records: readonly RecordFiles[]; readonly audit: Audit }> {
  let records = read();
  let audit = auditRecords(records, tools);
  const end = Date.now() + SETTLE_MS;
  while (audit.findings.some(({ code }) => MOMENTARY.includes(code)) && Date.now() < end) {
    await setTimeout(STEP_MS);
    records = read();
    audit = auditRecords(records, tools);
  }
  return { records, audit };
}
