// Events (WHATWG DOM).
(function (native, internals) {
  'use strict';
  class Event {
    #type;
    #isCancelable;
    target = null;
    currentTarget = null;
    defaultPrevented = false;
    isStopped = false;
    timeStamp = Date.now();

    constructor(type, { cancelable = false } = {}) {
      this.#type = `${type}`;
      this.#isCancelable = Boolean(cancelable);
    }
    get type() {
      return this.#type;
    }
    get cancelable() {
      return this.#isCancelable;
    }
    preventDefault() {
      if (this.#isCancelable) this.defaultPrevented = true;
    }
    stopPropagation() {}
    stopImmediatePropagation() {
      this.isStopped = true;
    }
  }

  class CustomEvent extends Event {
    constructor(type, { detail = null, ...options } = {}) {
      super(type, options);
      this.detail = detail;
    }
  }

  class EventTarget {
    #listeners = new Map();

    addEventListener(type, listener, options) {
      const listeners = this.#listeners.get(`${type}`) ?? new Map();
      if (listener && !listeners.has(listener)) listeners.set(listener, Boolean(options?.once));
      this.#listeners.set(`${type}`, listeners);
    }
    removeEventListener(type, listener) {
      this.#listeners.get(`${type}`)?.delete(listener);
    }
    dispatchEvent(event) {
      Object.assign(event, { target: this, currentTarget: this });
      for (const [listener, isOnce] of [...(this.#listeners.get(event.type) ?? [])]) {
        if (isOnce) this.removeEventListener(event.type, listener);
        if (typeof listener === 'function') listener.call(this, event);
        else listener.handleEvent(event);
        if (event.isStopped) break;
      }
      return !event.defaultPrevented;
    }
  }

  Object.assign(globalThis, { Event, CustomEvent, EventTarget });
})
