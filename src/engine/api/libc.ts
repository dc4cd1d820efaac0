/** C libraries differ in how they look up names. */
export type Libc = 'musl' | 'glibc'
