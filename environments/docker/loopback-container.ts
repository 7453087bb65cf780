import { GenericContainer } from 'testcontainers'

/** A container whose ports are published on this machine's loopback address only. */
export class LoopbackContainer extends GenericContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    // dockerode's type of this is `any`; the Docker API says port → list of bindings.
    const bindings = (this.hostConfig.PortBindings ?? {}) as Record<string, { HostIp?: string }[]>
    for (const list of Object.values(bindings)) for (const one of list) one.HostIp = '127.0.0.1'
  }
}
