export type Level = 'INFO' | 'WARN' | 'ERROR'

/** What a log line may carry beside its message: numbers of documents and counts, nobody's data. */
export interface Fields {
  readonly order?: string
  readonly delivery?: string
  readonly job?: string
  readonly sku?: string
  readonly file?: string
  readonly flow?: string
  readonly status?: string
  readonly attempt?: number
  readonly count?: number
  readonly skipped?: number
  readonly milliseconds?: number
  readonly error?: string
}

/** One JSON object a line on stdout. */
export function log(level: Level, msg: string, fields: Fields = {}): void {
  process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), level, msg, ...fields })}\n`,
  )
}

/** What went wrong, without the values that database servers put into their messages. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? `${error.name} ${code}` : `${error.name}: ${error.message}`
}
