import type { LoadedPolicy } from '../policy-file.ts'
import { isPattern } from '../policy/glob.ts'
import type { SourceFacts } from '../sources/dump-source.ts'

/** What a policy says of how its source is written. */
export function sourceFacts({ header, layers }: LoadedPolicy): SourceFacts {
  const { source, files } = header
  if (source.engine !== 'files') return { tab: source.tab }
  return {
    files: Object.entries(files ?? {}).map(([table, rule]) => ({
      ...rule,
      table,
      known: layers[0].rules.columns
        .filter((one) => one.table === table && !isPattern(one.column))
        .map(({ column }) => column),
    })),
  }
}
