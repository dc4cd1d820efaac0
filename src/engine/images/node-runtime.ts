/** What containerd on a node knows of its Pods and their containers (CRI). */
export interface NodeRuntime {
  /** `2.1.3`. */
  readonly version: string
  /** Unix seconds. */
  readonly now: number
  readonly pods: readonly PodSandbox[]
  readonly containers: readonly CriContainer[]
  readonly images: readonly CriImage[]
  /** Lines that a container has written in its latest run. */
  log(pod: string, container: string): readonly string[]
}

/** The sandbox of a Pod. */
export interface PodSandbox {
  readonly id: string
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly createdAt: number
  readonly isReady: boolean
  readonly address: string
  readonly labels: Readonly<Record<string, string>>
}

/** A container, running or gone. */
export interface CriContainer {
  readonly id: string
  readonly sandbox: PodSandbox
  readonly name: string
  readonly image: string
  readonly imageId: string
  readonly createdAt: number
  readonly isRunning: boolean
  readonly attempt: number
  readonly exitCode?: number
  readonly reason?: string
}

/** An image that was pulled. */
export interface CriImage {
  readonly name: string
  readonly tag: string
  /** Hexadecimal, without `sha256:`. */
  readonly id: string
  readonly sizeBytes: number
}
