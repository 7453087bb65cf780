import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'

/** @param unread - fields in which something is compressed or encrypted that was not looked into to its end. */
export function tellOfUnread(unread: number, log: Log): void {
  if (unread === 0) return
  log.warn(
    say`In ${unread} ${name(unread === 1 ? 'field' : 'fields')} something is compressed or encrypted that was not looked into to its end (more than three times over, more than 8 MB, damaged, or no text): what stands there was not looked for. Mask or drop such columns.`,
  )
}
