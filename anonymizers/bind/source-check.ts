import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { complaintError } from '../policy/complaint.ts'
import { schemaFingerprint } from '../schema/schema-fingerprint.ts'

/** Whether this is the kind of source, and the schema, that the policy was written for. */
export function checkSource(
  policy: LoadedPolicy,
  tables: readonly TableShape[],
  tablesWithRows: ReadonlySet<TableName>,
): void {
  const { engine, reviewed } = policy.header.source
  const [own] = policy.layers
  const family = tables[0]?.family
  if (
    family !== undefined &&
    engine !== 'files' &&
    (family === 'postgres') !== (engine === 'postgres')
  )
    throw complaintError(
      own,
      {
        path: ['source', 'engine'],
        what: say`The policy is for ${name(engine)}, and the source is of ${name(family)}.`,
        remedy: say`Take the policy of this database.`,
      },
      'POLIGON_POLICY_REFUSED',
    )
  const known = new Set(tables.map((table) => table.name))
  const unknown = [...tablesWithRows].filter((table) => !known.has(table))
  if (unknown.length > 0)
    throw new PoligonError('POLIGON_DUMP_SYNTAX', {
      what: say`The dump holds rows of tables that it does not create: ${names(unknown)}.`,
      remedy: say`Dump the schema together with the data.`,
    })
  const fingerprint = schemaFingerprint(tables)
  if (reviewed !== undefined && reviewed !== fingerprint)
    throw complaintError(
      own,
      {
        path: ['source', 'reviewed'],
        what: say`The schema is not the one that was reviewed: its fingerprint is ${name(fingerprint)}.`,
        remedy: say`Review what changed, then write the new fingerprint.`,
      },
      'POLIGON_POLICY_REFUSED',
    )
}
