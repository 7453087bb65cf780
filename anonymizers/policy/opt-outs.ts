import type { Risk, Treatment } from './treatment.ts'

/** A place in a treatment where it does less than it could. */
export interface TreatmentOptOut {
  /** Where inside the column: a path, a condition, a case of another column. */
  readonly part?: string
  readonly what: 'kept' | 'other paths kept' | 'realistic' | 'words kept'
  readonly reason?: string
  readonly risk?: Risk
}

/**
 * Where `treatment` lets through what may tell of a person, or masks into a range of real values: kept
 * columns of which the policy names a risk, kept parts of columns that are masked otherwise, paths that pass
 * unnamed, and transformers that were given a reason for a wider range.
 */
export function optOutsOf(treatment: Treatment): TreatmentOptOut[] {
  return treatment.verb === 'keep' && treatment.risk === undefined ? [] : inside(treatment, [])
}

function inside(treatment: Treatment, parts: readonly string[]): TreatmentOptOut[] {
  const part = parts.length === 0 ? {} : { part: parts.join(' ') }
  switch (treatment.verb) {
    case 'keep':
      return [{ ...part, what: 'kept', reason: treatment.reason, ...riskOf(treatment) }]
    case 'drop':
      return []
    case 'mask': {
      const { range, reason, words } = treatment.params
      if (range !== 'realistic' && typeof reason !== 'string') return []
      return [
        {
          ...part,
          what: words === 'keep' ? 'words kept' : 'realistic',
          ...(typeof reason === 'string' ? { reason } : {}),
          ...riskOf(treatment),
        },
      ]
    }
    case 'walk': {
      const { otherPaths, otherPathsReason: reason } = treatment
      const named = treatment.paths.flatMap(({ text, treatment: inner }) =>
        inside(inner, [...parts, text]),
      )
      if (otherPaths === 'stop') return named
      return [
        ...named,
        { ...part, what: 'other paths kept', ...(reason === undefined ? {} : { reason }) },
      ]
    }
    case 'chosen':
      return [
        ...treatment.cases.flatMap(({ text, treatment: inner }) =>
          inside(inner, [...parts, `${treatment.column} = ${text}`]),
        ),
        ...(treatment.other === 'stop'
          ? []
          : inside(treatment.other, [...parts, `${treatment.column} = other`])),
      ]
    case 'when': {
      const { column, negate, equals } = treatment.condition
      const written = `${column} ${negate ? 'not in' : 'in'} (${equals.join(', ')})`
      return [
        ...inside(treatment.matching, [...parts, `when ${written}`]),
        ...inside(treatment.otherwise, [...parts, `unless ${written}`]),
      ]
    }
  }
}

const riskOf = ({ risk }: { readonly risk?: Risk }) => (risk === undefined ? {} : { risk })
