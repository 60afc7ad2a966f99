// Many calls at one stroke. The values of a batch come as one text and three lists of numbers, and what
// the functions return goes back the same way: crossing costs the same for one value as for thousands.
//
// Values that are built alike share a pattern, for which code is made: it builds the value, calls the
// functions and tells of an object they return only what is not as it was. All built-ins are taken
// here, before any site code runs.
(function () {
  'use strict';
  const uncurry = Function.prototype.bind.bind(Function.prototype.call);
  const { getPrototypeOf, keys } = Object;
  const { isArray } = Array;
  const { stringify } = JSON;
  const objectPrototype = Object.prototype;
  const time = uncurry(Date.prototype.getTime);
  const join = uncurry(Array.prototype.join);
  const slice = uncurry(Array.prototype.slice);
  const map = uncurry(Array.prototype.map);
  const indexOf = uncurry(Array.prototype.indexOf);
  const concat = uncurry(Array.prototype.concat);
  const test = uncurry(RegExp.prototype.test);
  const { apply } = Reflect;
  const NativeDate = Date;
  const Compile = Function;
  const Integers = Int32Array;
  const Numbers = Float64Array;

  // What begins an answer, or a member of one; CallAnswers.swift has the same numbers.
  const TRUE = 0, FALSE = 1, NULL = 2, UNDEFINED = 3, NUMBER = 4, TEXT = 5, OBJECT = 6, OTHER = 7, THROWN = 8, END = 9;
  const mostMembers = 30;
  const mostShapes = 8;

  const patterns = [];
  /** The keys of objects that functions returned, each with its places in what they were given. */
  const shapes = [];

  // What the present batch gives back.
  const codes = [];
  let count = 0;
  let numbers = [];
  let texts = [];
  let others = [];
  /** The members of an object that is being told. */
  const members = [];

  /** Writes the code of one pattern. */
  class Writer {
    constructor() {
      this.lines = [];
      this.names = [];
      /** The tests of lists of keys, as declarations. */
      this.lists = [];
      this.texts = 0;
      this.flags = 0;
      this.numbers = 0;
    }

    name(kind, expression) {
      const name = kind + this.names.length;
      add(this.names, name);
      add(this.lines, `const ${name} = ${expression};`);
      return name;
    }

    /**
     * Makes a part of the value. Gives its expression, and of a place what holds as long as that part is
     * there, as it was.
     */
    part(description) {
      switch (description) {
        case 'text': {
          const at = this.texts++;
          const name = this.name('a', `t.substring(e[k + ${at}], e[k + ${at + 1}])`);
          return { name, holds: (place) => `${place} === ${name}` };
        }
        case 'number': {
          const name = this.name('a', `f[q + ${this.numbers++}]`);
          return { name, holds: (place) => `${place} === ${name} && (${name} !== 0 || 1 / ${place} === 1 / ${name})` };
        }
        case 'boolean': {
          const name = this.name('a', `n[i + m + ${this.flags++}] === 1`);
          return { name, holds: (place) => `${place} === ${name}` };
        }
        case 'date': {
          const moment = this.name('a', `f[q + ${this.numbers++}]`);
          const name = this.name('d', `new NativeDate(${moment})`);
          return { name, holds: (place) => `${place} === ${name} && time(${name}) === ${moment}` };
        }
        case 'null':
        case 'undefined': return { name: description, holds: (place) => `${place} === ${description}` };
      }
      const { keys: own, members } = description;
      const parts = map(members, (member) => this.part(member));
      if (!own) {
        const name = this.name('l', `[${join(map(parts, (part) => part.name), ', ')}]`);
        const held = map(parts, (part, index) => `(${part.holds(`${name}[${index}]`)})`);
        const all = concat([`isArray(${name})`, `${name}.length === ${parts.length}`], held);
        return { name, holds: (place) => `${place} === ${name} && ${join(all, ' && ')}` };
      }
      const pairs = map(parts, (part, index) => `${stringify(own[index])}: ${part.name}`);
      const name = this.name('o', `{ ${join(pairs, ', ')} }`);
      const held = map(parts, (part, index) => `(${part.holds(`${name}[${stringify(own[index])}]`)})`);
      const all = concat([`getPrototypeOf(${name}) === objectPrototype`, `${name}HasKeys(keys(${name}))`], held);
      add(this.lists, `const ${name}HasKeys = ${listTest(own)};`);
      return { name, parts, own, holds: (place) => `${place} === ${name} && ${join(all, ' && ')}` };
    }
  }

  /** The text of a function that says whether a list is that of `own`. */
  function listTest(own) {
    const same = map(own, (key, index) => ` && y[${index}] === ${stringify(key)}`);
    return `(y) => y.length === ${own.length}${join(same, '')}`;
  }

  const surroundings = { getPrototypeOf, keys, isArray, objectPrototype, time, NativeDate, tell, tellOther, holds, tellObject };
  const given = keys(surroundings);

  function compile(text) {
    const made = apply(Compile, undefined, concat(given, [`'use strict'; ${text}`]));
    return apply(made, undefined, map(given, (name) => surroundings[name]));
  }

  function add(list, item) {
    list[list.length] = item;
  }

  /** Learns what values of the next pattern are made of. */
  function learn(description) {
    const writer = new Writer();
    const root = writer.part(description);
    const names = join(writer.names, ', ');
    const lists = join(writer.lists, '\n');
    const isObject = root.own !== undefined;
    const pattern = { texts: writer.texts, flags: writer.flags, numbers: writer.numbers, shapes: [] };
    const answer = isObject
      ? `if (typeof r === 'object' && r !== null && getPrototypeOf(r) === objectPrototype) {
          const y = keys(r);
          let different = -1, at = 0;
          for (; at < shapes.length && different < 0; at += 1) different = shapes[at].compare(r, y, ${names});
          tellObject(r, y, different, different < 0 ? learnShape(y) : shapes[at - 1]);
        } else tell(r);`
      : 'tell(r);';
    const text = `
      ${lists}
      return (shapes, learnShape) => (t, e, n, f, i, k, q, m, functions) => {
        ${join(writer.lines, '\n')}
        for (let c = 0; c < m; c += 1) {
          const code = n[i + c];
          const r = functions[code >> 1](${root.name});
          if (code & 1) {
            if (!holds(r)) return false;
          } else {
            ${answer}
          }
        }
        return true;
      };`;
    // A function that says of a returned object which of its members are not as they were.
    const learnShape = (own) => {
      if (pattern.shapes.length >= mostShapes || own.length > mostMembers) return undefined;
      if (test(/(?:^|,)(?:\d|__proto__(?:,|$))/, join(own, ','))) return undefined;
      const sources = map(own, (key) => indexOf(root.own, key));
      const differences = map(own, (key, index) => {
        const source = sources[index];
        if (source < 0) return `different |= ${1 << index};`;
        const place = `r[${stringify(key)}]`;
        return `if (!(${root.parts[source].holds(place)})) different |= ${1 << index};`;
      });
      const compare = compile(`
        ${lists}
        const isSame = ${listTest(own)};
        return (r, y, ${names}) => {
          if (!isSame(y)) return -1;
          let different = 0;
          ${join(differences, '\n')}
          return different;
        };`);
      const shape = { id: shapes.length, compare };
      add(pattern.shapes, shape);
      add(shapes, [own, sources]);
      return shape;
    };
    pattern.visit = compile(text)(pattern.shapes, learnShape);
    add(patterns, pattern);
  }

  /** Whether a test's answer lets what follows be called; it is told. */
  function holds(returned) {
    if (returned === true) {
      codes[count++] = TRUE;
      return true;
    }
    tell(returned);
    return typeof returned !== 'object' && typeof returned !== 'function' && !!returned;
  }

  function tell(value) {
    switch (typeof value) {
      case 'string':
        codes[count++] = TEXT;
        codes[count++] = value.length;
        texts[texts.length] = value;
        return;
      case 'number':
        codes[count++] = NUMBER;
        numbers[numbers.length] = value;
        return;
      case 'boolean':
        codes[count++] = value ? TRUE : FALSE;
        return;
      case 'undefined':
        codes[count++] = UNDEFINED;
        return;
    }
    if (value === null) {
      codes[count++] = NULL;
    } else {
      tellOther(value);
    }
  }

  /** Leaves a value to be read by who gets it. */
  function tellOther(value) {
    codes[count++] = OTHER;
    others[others.length] = value;
  }

  /** Tells an object by the members in which it is `different` from the one that was given. */
  function tellObject(object, own, different, shape) {
    if (!shape) return tellOther(object);
    if (different < 0) different = 2 ** own.length - 1;
    // A getter may throw: until all are read, nothing is told.
    let read = 0;
    for (let index = 0, rest = different; rest !== 0; index += 1, rest >>>= 1) {
      if (rest & 1) members[read++] = object[own[index]];
    }
    codes[count++] = OBJECT;
    codes[count++] = shape.id;
    codes[count++] = different;
    for (let index = 0; index < read; index += 1) tell(members[index]);
  }

  function clear() {
    count = 0;
    numbers = [];
    texts = [];
    others = [];
  }

  /**
   * Makes the calls of a batch. Those of an entry end where one throws, or is a test that does not hold.
   * When script is stopped on the way, what was told of the entries before is still there.
   */
  function run(functions, t, e, n, f) {
    let i = 0;
    let k = 0;
    let q = 0;
    clear();
    while (i < n.length) {
      let isOpen = true;
      for (let groups = n[i++]; groups > 0; groups -= 1) {
        const pattern = patterns[n[i]];
        const m = n[i + 1];
        i += 2;
        if (isOpen) {
          try {
            isOpen = pattern.visit(t, e, n, f, i, k, q, m, functions);
          } catch (error) {
            codes[count++] = THROWN;
            others[others.length] = error;
            isOpen = false;
          }
        }
        i += m + pattern.flags;
        k += pattern.texts;
        q += pattern.numbers;
      }
      codes[count++] = END;
    }
  }

  /** What came of the last batch, and the shapes after the first `known`. */
  function told(known) {
    const content = [new Integers(slice(codes, 0, count)), new Numbers(numbers), join(texts, ''), others, slice(shapes, known)];
    clear();
    return content;
  }

  return { learn, run, told };
})
