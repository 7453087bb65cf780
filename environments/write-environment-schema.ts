import { writeFileSync } from 'node:fs'
import { assetFile } from '../core/asset.ts'
import { environmentJsonSchema } from './environment.ts'

// `node environments/write-environment-schema.ts && oxfmt environments/environment.schema.json`, after a
// change of the format.
writeFileSync(
  assetFile(import.meta.url, 'environment.schema.json'),
  `${JSON.stringify(environmentJsonSchema(), null, 2)}\n`,
)
