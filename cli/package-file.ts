import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Our own package.json: one folder up from sources, two from `dist/cli`. */
export function packageFile(): string {
  const candidates = ['../package.json', '../../package.json'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((file) => existsSync(file)) ?? candidates[0]!
}
