import type { Client, QueryResult } from 'pg'
import { say } from '../../core/redacted.ts'
import { errorText } from './error-text.ts'
import type { LoadLedger } from './load-ledger.ts'
import { withoutLeadingComments } from './split-statements.ts'
import { refused } from './refused.ts'

/** One INSERT … VALUES as it comes. */
export interface Insert {
  readonly table: string
  /** See load-ledger.ts. */
  readonly step: number
  readonly parts: string[]
  rows: number
}

export function beginInsert(table: string, opening: string, step: number): Insert {
  return { table, step, parts: [withoutLeadingComments(opening)], rows: 0 }
}

export function addRows(insert: Insert, text: string, rows: number): void {
  insert.parts.push(text)
  insert.rows += rows
}

/**
 * Gives INSERT statements to the server as they stand, many at once, since a dump has one for every row.
 *
 * @param loaded - told how many rows of each table the server took.
 */
export function createInserts(
  client: Client,
  loaded: Map<string, number>,
  ledger: LoadLedger | undefined,
) {
  let waiting: Insert[] = []
  let text = ''

  const send = async (): Promise<void> => {
    const sent = waiting
    if (sent.length === 0) return
    const table = sent.every((one) => one.table === sent[0]?.table) ? sent[0]?.table : undefined
    const place = table === undefined ? {} : { table }
    const [first, last] = [sent[0]?.step ?? 0, sent.at(-1)?.step ?? 0]
    const all = ledger ? `${text}\n;${ledger.done(first, last)}` : text
    const answer = await client.query(all).catch((failure: unknown) => {
      throw refused(errorText(failure), place, failure)
    })
    waiting = []
    text = ''
    const results = ([] as QueryResult[]).concat(answer)
    for (const [number, { table: into, rows, parts }] of sent.entries()) {
      const taken = results[number]?.rowCount ?? 0
      // Rows that are there already are left out by such a statement, and meant to be.
      const skips = /^\s*on\s/i.test(parts.at(-1) ?? '')
      if (taken !== rows && !skips)
        throw refused(say`${rows} rows were sent and ${taken} were taken`, { table: into })
      loaded.set(into, (loaded.get(into) ?? 0) + taken)
    }
  }

  return {
    /** @param closing - from behind the last row to the semicolon. */
    async add(insert: Insert, closing: string): Promise<void> {
      insert.parts.push(closing)
      if (waiting.length > 0 && waiting[0]?.table !== insert.table) await send()
      waiting.push(insert)
      text += insert.parts.join('')
      if (text.length >= mostText) await send()
    },
    /** Everything that waits. @throws POLIGON_LOAD when the server refuses a row or leaves one out. */
    send,
  }
}

const mostText = 512 * 1024
