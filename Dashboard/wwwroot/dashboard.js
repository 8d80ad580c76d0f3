// What only the browser can do: keys, ages that go on, times in the viewer's zone, and remembering a choice.
window.dashboard = (() => {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const exact = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium', timeStyle: 'long',
  });

  const age = (at) => {
    const seconds = Math.max(0, (Date.now() - at) / 1000);
    if (seconds < 1) return 'now';
    const [size, unit] = units.find(([size]) => seconds >= size);
    return `${Math.floor(seconds / size)} ${unit} ago`;
  };

  const refresh = () => {
    for (const time of document.querySelectorAll('time.ago')) {
      const at = Date.parse(time.dateTime);
      const text = age(at);
      if (time.dataset.ago !== text) time.dataset.ago = text;
      if (time.dataset.told !== time.dateTime) {
        time.dataset.told = time.dateTime;
        time.title = `${exact.format(at)}\n${time.dateTime}`;
      }
    }
  };

  const remember = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; SameSite=Lax`;
  };

  const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

  const focusSearch = () => {
    const search = document.getElementById('search');
    search?.focus();
    search?.select();
  };

  // From the row that has the focus, or from the search, to the next or the one before.
  const step = (by) => {
    const rows = [...document.querySelectorAll('a.row-link')];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
    if (next) next.focus();
    else if (by < 0 && at === 0) focusSearch();
    return rows.length > 0;
  };

  const steps = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    const onRow = event.target.closest('a.row-link');
    // Where the focus is after a search was typed, and after a page was opened.
    const isBefore = event.target.id === 'search' || event.target.tagName === 'H1';
    if (event.key === '/' && !typing) {
      event.preventDefault();
      focusSearch();
    } else if (event.key === 'Escape' && typing) {
      event.target.blur();
    } else if (event.key in steps) {
      const isArrow = event.key.startsWith('Arrow');
      if ((isArrow ? onRow || (isBefore && event.key === 'ArrowDown') : !typing) && step(steps[event.key])) {
        event.preventDefault();
      }
    }
  });

  remember('zone', zone());
  refresh();
  setInterval(refresh, 1000);
  new MutationObserver(refresh).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['datetime'],
  });

  return {
    live: () => { document.documentElement.dataset.live = ''; },
    // Nothing is painted in a window that is not seen: there it is only waited a moment.
    painted: () => new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, 200);
    }),
    remember,
    zone,
    isDark: () => {
      const chosen = /(?:^|; )theme=(dark|light)/.exec(document.cookie)?.[1];
      return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    },
    copy: (text) => navigator.clipboard.writeText(text),
  };
})();
