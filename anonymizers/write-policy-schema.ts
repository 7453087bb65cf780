import { writeFileSync } from 'node:fs'
import { assetFile } from '../core/asset.ts'
import { loadTransformers } from './policy-file.ts'
import { policyJsonSchema } from './policy-schema.ts'

// `node anonymizers/write-policy-schema.ts && oxfmt anonymizers/policy.schema.json`, after a change of
// the format or of a transformer's parameters.
const schema = policyJsonSchema(await loadTransformers())
writeFileSync(
  assetFile(import.meta.url, 'policy.schema.json'),
  `${JSON.stringify(schema, null, 2)}\n`,
)
