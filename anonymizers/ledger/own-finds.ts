/** How often a part of a row was found in another of its fields, and how often chance would have it there. */
export interface OwnCount {
  /** Rows with the part and with the field. */
  rows: number
  /** Rows whose field has the part of its own row. */
  hits: number
  /** Fields that were held against the parts of other rows, and how many had those. */
  others: number
  otherHits: number
  /** Of days: how many different ones stood in these fields. */
  days: number
}

/** By the number of the part, see own-parts.ts. */
export class OwnCounts {
  readonly byPart = new Map<number, OwnCount>()

  of(part: number): OwnCount {
    const known = this.byPart.get(part)
    if (known) return known
    const fresh = { rows: 0, hits: 0, others: 0, otherHits: 0, days: 0 }
    this.byPart.set(part, fresh)
    return fresh
  }

  /** Adds what another thread counted. */
  take({ byPart }: Pick<OwnCounts, 'byPart'>): void {
    for (const [part, { rows, hits, others, otherHits, days }] of byPart) {
      const sum = this.of(part)
      sum.rows += rows
      sum.hits += hits
      sum.others += others
      sum.otherHits += otherHits
      sum.days += days
    }
  }
}

/** A day is one of so many, in a hundred years. */
const manyDays = 36_525

/** What a count says: `chance` would have had it too, or it is `more`, or there are too few rows to tell. */
export interface OwnVerdict {
  readonly is: 'more' | 'unclear' | 'chance'
  /** Of the fields of the column: how many chance would have it in. */
  readonly probability: number
}

/**
 * Whether rows have their own part more often than chance explains. Chance is what other rows have of it, and of days
 * at least one in all those of a century; more is what lies five standard deviations above. Undefined: none has it.
 */
export function judgeOwn(count: OwnCount, isDay: boolean): OwnVerdict | undefined {
  const { rows, hits, others, otherHits, days } = count
  if (hits === 0) return undefined
  const share = others === 0 ? 0 : otherHits / others
  const expected = Math.max(share * rows, isDay ? days / manyDays : 0)
  const probability = expected / rows
  if (isDay) {
    const most = expected < 0.05 ? 0 : expected + 5 * Math.sqrt(expected) + 1
    return {
      is: hits > most ? 'more' : hits > 2 * expected + 1 ? 'unclear' : 'chance',
      probability,
    }
  }
  // One find among the others would count so much.
  const grain = others === 0 ? rows : rows / others
  const most = Math.max(fewFinds, expected + 5 * Math.sqrt(expected + grain) + 1)
  if (hits > most && others >= rows) return { is: 'more', probability }
  return {
    is: hits > 1 && hits > expected + 2 * Math.sqrt(expected + grain) ? 'unclear' : 'chance',
    probability,
  }
}

/** So many rows alone tell nothing of a name. */
const fewFinds = 3
