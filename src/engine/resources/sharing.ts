/**
 * Fills in the fields that an object lacks (absent, or `''` as Go has it); the same object when it
 * lacks none, so that a default applied twice costs nothing and shares everything.
 */
export function filled<Of extends object>(object: Of, defaults: Partial<Of>): Of {
  for (const name in defaults) {
    if (lacks(object, name)) return fill(object, defaults)
  }
  return object
}

const lacks = <Of extends object>(object: Of, name: keyof Of): boolean =>
  object[name] === undefined || object[name] === ''

function fill<Of extends object>(object: Of, defaults: Partial<Of>): Of {
  const lacking = Object.entries(defaults).filter(([name]) => lacks(object, name as keyof Of))
  return { ...object, ...Object.fromEntries(lacking) }
}

/** The object with some fields replaced; the same object when they are what they were. */
export function replaced<Of extends object>(object: Of, fields: Partial<Of>): Of {
  for (const name in fields) if (fields[name] !== object[name]) return { ...object, ...fields }
  return object
}

/** The object without some fields; the same object when it has none of them. */
export function without<Of extends object>(object: Of, ...names: readonly (keyof Of)[]): Of {
  if (names.every((name) => object[name] === undefined)) return object
  const kept = Object.entries(object).filter(([name]) => !names.includes(name as keyof Of))
  return Object.fromEntries(kept) as Of
}

/** The list with each item replaced; the same list when every item is what it was. */
export function mapShared<Item>(
  list: readonly Item[],
  change: (item: Item) => Item,
): readonly Item[] {
  for (const item of list) if (change(item) !== item) return list.map(change)
  return list
}

/** Remembers what a pure function made of an object, for as long as the object is in use. */
export function remembered<Of extends object, Made>(
  make: (object: Of) => Made,
): (object: Of) => Made {
  const made = new WeakMap<Of, Made>()
  return (object) => {
    const known = made.get(object)
    if (known !== undefined) return known
    const fresh = make(object)
    made.set(object, fresh)
    return fresh
  }
}

/**
 * Remembers what became of an object, but not that one was left as it was: of those there are many
 * that are alike in their parts, and to look at the parts again costs less than to keep them all.
 */
export function rememberedChange<Of extends object>(
  change: (object: Of) => Of,
): (object: Of) => Of {
  const changes = new WeakMap<Of, Of>()
  return (object) => {
    const known = changes.get(object)
    if (known !== undefined) return known
    const fresh = change(object)
    if (fresh !== object) changes.set(object, fresh)
    return fresh
  }
}
