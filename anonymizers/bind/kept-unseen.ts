import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { complaintError } from '../policy/complaint.ts'
import { schemaFingerprint } from '../schema/schema-fingerprint.ts'
import type { RuleBook } from './rule-book.ts'

/**
 * A pattern that keeps *every* column would also keep one that is added tomorrow, which nobody has
 * looked at. It is allowed for a schema that was reviewed as it is: then a new column changes the
 * fingerprint, and the run stops.
 *
 * @throws POLIGON_POLICY_REFUSED at the first such pattern of a policy without `source.reviewed`.
 */
export function checkNothingKeptUnseen(
  policy: LoadedPolicy,
  book: RuleBook,
  masked: readonly TableShape[],
  tables: readonly TableShape[],
): void {
  if (policy.header.source.reviewed !== undefined) return
  for (const table of masked)
    for (const column of table.columns) {
      const decided = book.treatment(table, column.name)
      if (decided?.value.verb !== 'keep' || !isEverything(decided.key)) continue
      throw complaintError(
        decided.layer,
        {
          path: decided.path,
          what: say`This keeps every column of ${name(table.name)}, also those that are added later.`,
          remedy: say`Name the columns ("id, name, price": {keep: …}), or tie the policy to the schema that was reviewed: \`reviewed: "${name(schemaFingerprint(tables))}"\` under \`source\`.`,
        },
        'POLIGON_POLICY_REFUSED',
      )
    }
}

const isEverything = (key: string): boolean => /^[*?]+$/.test(key)
