import { z } from 'zod'

/** The keys that `schema` knows at `path`. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return keysAt(schema.unwrap(), path)
  if (schema instanceof z.ZodLazy) return keysAt(schema.unwrap(), path)
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.flatMap((option) => keysAt(option, path)))]
  const [first, ...rest] = path
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape
    if (first === undefined) return Object.keys(shape)
    const inner = shape[String(first)]
    return inner ? keysAt(inner, rest) : []
  }
  if (first === undefined) return []
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest)
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest)
  return []
}
