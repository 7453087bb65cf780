import type { LoadedPolicy } from '../policy-file.ts'
import type { SourceFacts } from '../sources/dump-source.ts'

/** What a policy says of how its source is written. */
export function sourceFacts({ header }: LoadedPolicy): SourceFacts {
  const { source, files } = header
  if (source.engine !== 'files') return { tab: source.tab }
  return { files: Object.entries(files ?? {}).map(([table, rule]) => ({ ...rule, table })) }
}
