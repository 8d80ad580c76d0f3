// What only the browser can do: the "/" key, ages that go on, and remembering a choice.
window.dashboard = (() => {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];

  const age = (at) => {
    const seconds = Math.max(0, (Date.now() - at) / 1000);
    if (seconds < 1) return 'now';
    const [size, unit] = units.find(([size]) => seconds >= size);
    return `${Math.floor(seconds / size)} ${unit} ago`;
  };

  const refresh = () => {
    for (const time of document.querySelectorAll('time.ago')) {
      const text = age(Date.parse(time.dateTime));
      if (time.dataset.ago !== text) time.dataset.ago = text;
    }
  };

  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const search = document.getElementById('search');
      search?.focus();
      search?.select();
    } else if (event.key === 'Escape' && typing) {
      event.target.blur();
    }
  });

  refresh();
  setInterval(refresh, 1000);
  new MutationObserver(refresh).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['datetime'],
  });

  return {
    live: () => { document.documentElement.dataset.live = ''; },
    remember: (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; SameSite=Lax`; },
  };
})();
