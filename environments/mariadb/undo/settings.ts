import { templateName } from '../../database-names.ts'

/**
 * Makes the server log each changed row by its key (row events of the binary log), as reset by undo and the
 * journal read it. What fills the template is left out, so that loading is as fast as without a log.
 */
export function changeLogSettings(system: string): readonly string[] {
  return [
    '--log-bin=changes',
    '--server-id=1',
    '--binlog-format=ROW',
    '--binlog-row-image=MINIMAL',
    '--binlog-checksum=NONE',
    '--sync-binlog=0',
    // Otherwise the application may not make triggers and functions any more.
    '--log-bin-trust-function-creators=1',
    '--max-binlog-size=64M',
    `--binlog-ignore-db=${templateName('', system)}`,
  ]
}
