/** How a value is compared with what stands in a condition. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

/** A condition on the columns of one row, as it was written. */
export type Expression =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly is: 'not'; readonly part: Expression }
  | { readonly is: 'null'; readonly column: string }
  | {
      readonly is: 'compared'
      readonly column: string
      readonly by: Comparison
      readonly value: string
    }
  | { readonly is: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly is: 'like'; readonly column: string; readonly pattern: string }

/** The columns that a condition asks for. */
export function columnsIn(expression: Expression): readonly string[] {
  switch (expression.is) {
    case 'and':
    case 'or':
      return [...new Set(expression.parts.flatMap(columnsIn))]
    case 'not':
      return columnsIn(expression.part)
    case 'null':
    case 'compared':
    case 'in':
    case 'like':
      return [expression.column]
  }
}
