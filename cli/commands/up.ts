import { bringUp } from '../bring-up.ts'
import { defineCommand } from '../command.ts'
import { providerOptions } from '../provider-options.ts'

export default defineCommand({
  name: 'up',
  summary: 'bring up the databases of an environment with masked data, for work by hand',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: {
    ...providerOptions,
    snapshot: {
      type: 'string',
      value: 'NAME',
      describe:
        'fill it from that snapshot (see `poligon snapshot`); neither dumps nor key are needed',
    },
    detach: {
      type: 'boolean',
      short: 'd',
      describe: 'give the terminal back; `poligon down` ends it',
    },
  },
  details: `
Starts the servers, fills them with masked copies of the dumps that the environment names, prints where
they are, and holds them until Ctrl-C. \`poligon reset\` brings the data back meanwhile. The key is
needed when there are dumps to mask.

  poligon up shop-erp --provider embedded`,
  run(context) {
    const { snapshot } = context.values
    return bringUp(context, {
      environment: context.positionals[0],
      snapshot: typeof snapshot === 'string' ? snapshot : undefined,
    })
  },
})
