import type { MaskReport } from '../anonymizers/index.ts'
import type { Log } from '../core/log.ts'
import { name, names, say } from '../core/redacted.ts'
import { tellOfUnread } from './tell-of-unread.ts'

/** Says on stderr what was masked, whether anything is left, and what the report tells more of. */
export function tellOfCopy(report: MaskReport, log: Log): void {
  const rows = report.tables.reduce((sum, table) => sum + table.rows, 0)
  const columns = report.tables.reduce((sum, table) => sum + table.maskedColumns.length, 0)
  log.info(
    say`Masked ${columns} columns of ${report.tables.length} tables, ${rows} rows, in ${Number(report.seconds.toFixed(1))} s. The copy is ${name(report.status)}.`,
  )
  tellOfVerification(report, log)
  const said = [
    report.keptColumns.length > 0 ? say`${report.keptColumns.length} columns kept` : undefined,
    report.optOuts.length > 0 ? say`${report.optOuts.length} opt-outs` : undefined,
    report.warnings.length > 0 ? say`${report.warnings.length} warnings` : undefined,
  ].filter((one) => one !== undefined)
  if (said.length > 0) log.info(say`${names(said)}: --report lists them with their reasons.`)
}

function tellOfVerification({ verified, verification }: MaskReport, log: Log): void {
  if (!verification)
    return log.warn(say`It was not looked whether something of the original is left.`)
  if (!verified)
    return log.warn(say`The policy masks no value that could be looked for in the copy.`)
  tellOfUnread(verification.unread, log)
  log.info(
    say`Looked for ${verification.originals} original values in ${verification.fields} fields of the copy: none is left.`,
  )
}
