import type { Stats } from 'node:fs'

/** Equal for two paths exactly when they lead to one file. */
export const fileIdentity = (file: Stats): string => `${file.dev}:${file.ino}`
