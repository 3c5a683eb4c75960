// Times in the viewer's zone, and the keys. Everything else is the server's and htmx's.
(() => {
  const exact = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
  const full = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'long'});
  const relative = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto'});
  const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

  function ago(at) {
    const seconds = Math.round((at - Date.now()) / 1000);
    if (Math.abs(seconds) > 86400) return exact.format(at);
    const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) || units[3];
    return relative.format(Math.round(seconds / size), unit);
  }

  function tell(root) {
    const times = root.querySelectorAll ? [...root.querySelectorAll('time[data-when]')] : [];
    if (root.matches && root.matches('time[data-when]')) times.push(root);
    times.forEach(time => {
      const at = new Date(time.dateTime);
      time.textContent = time.dataset.when === 'exact' ? exact.format(at) : ago(at);
      time.title = full.format(at);
    });
  }

  tell(document);
  setInterval(() => tell(document), 30000);
  document.body.addEventListener('htmx:afterSwap', event => tell(event.detail.target));
  // headers pass on to what is inside: only what renews itself is live, what a person opens in it is not
  document.body.addEventListener('htmx:configRequest', event => {
    if (!event.detail.elt.hasAttribute('hx-headers')) delete event.detail.headers['X-Live'];
  });
  // a change that was made elsewhere ends an old complaint
  document.body.addEventListener('htmx:beforeRequest', event => {
    const headers = event.detail.requestConfig.headers;
    // what renews itself waits while a person has something open or chosen in it
    const calm = event.detail.elt.closest('[data-calm]');
    if (headers['X-Live'] && calm && isInUse(calm)) { event.preventDefault(); return; }
    if (!headers['X-Live']) document.getElementById('notice').textContent = '';
  });

  function isInUse(part) {
    const at = document.activeElement;
    return part.querySelector('input[type=checkbox]:checked, details[open]')
      || (part.contains(at) && at.matches('input, textarea, select') && at.type !== 'checkbox');
  }
  document.addEventListener('change', event => {
    if (!event.target.matches('[data-all]')) return;
    event.target.form.querySelectorAll('input[name=ids]').forEach(box => { box.checked = event.target.checked; });
  });

  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const fields = [...document.querySelectorAll('[data-search]')];
      const field = fields.find(f => f.closest('main') && f.offsetParent) || fields.find(f => f.offsetParent);
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    }
    if (event.key === 'Escape') document.querySelectorAll('details.account[open]').forEach(d => { d.open = false; });
  });
  document.addEventListener('click', event => {
    document.querySelectorAll('details.account[open]').forEach(d => { if (!d.contains(event.target)) d.open = false; });
  });
})();
