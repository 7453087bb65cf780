import { z } from 'zod'

/** A line that a person wrote. */
export const text = (description: string) => z.string().trim().min(1).max(500).describe(description)
