/* What the page does in the browser by itself: language, shade, the panel of a source, copying and saving. */
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* Private windows keep nothing. */ } };
  const tongue = () => new URLSearchParams(location.search).get('lang') || kept('isnad-language') || navigator.language || 'en';
  const turned = (language) => {
    root.lang = language;
    root.dir = language === 'ar' ? 'rtl' : 'ltr';
  };
  const shaded = () => {
    const shade = kept('isnad-shade');
    if (shade) document.body.classList.toggle('dark', shade === 'dark');
  };
  const addressed = (changes) => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) value ? query.set(name, value) : query.delete(name);
    history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
  };
  const PANELS = {reading: '#source-panel', leafing: '#article-panel'};
  let openedFrom = null;
  let following = false;
  let newest = -1;

  /* What an address asks for is asked as soon as its tab is there and filled in: a tab is made when it is first shown. */
  const arrive = (frames = 600) => {
    const query = new URLSearchParams(location.search);
    if (!query.get('q') || !frames) return;
    const [box, button] = query.get('tab') === 'brief' ? ['#topic textarea', '#write'] : ['#question textarea', '#send'];
    if (document.querySelector(box)?.value) document.querySelector(button).click();
    else requestAnimationFrame(() => arrive(frames - 1));
  };
  const close = () => {
    document.body.classList.remove(...Object.keys(PANELS));
    openedFrom?.focus();
    openedFrom = null;
  };
  const save = (text, name) => {
    const address = URL.createObjectURL(new Blob([text], {type: 'text/plain;charset=utf-8'}));
    const link = Object.assign(document.createElement('a'), {href: address, download: name});
    link.click();
    URL.revokeObjectURL(address);
  };
  const copied = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // Only a page on loopback or over https may write there.
      const area = Object.assign(document.createElement('textarea'), {value: text});
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  const shareable = (question, tab) => {
    const query = new URLSearchParams(location.search);
    query.set('q', question);
    tab ? query.set('tab', tab) : query.delete('tab');
    return `${location.origin}${location.pathname}?${query}`;
  };

  window.isnad = {
    tongue: () => [tongue()],
    speak: (language) => {
      turned(language);
      keep('isnad-language', language);
      if (new URLSearchParams(location.search).has('lang')) addressed({lang: language});
      document.body.classList.remove(...Object.keys(PANELS));
      const first = !root.hasAttribute('data-ready');
      root.setAttribute('data-ready', '');
      if (first) arrive();
    },
    shade: () => {
      const dark = !document.body.classList.contains('dark');
      document.body.classList.toggle('dark', dark);
      keep('isnad-shade', dark ? 'dark' : 'light');
    },
    asked: (given) => {
      const [question, since, until, source, articles] = given;
      if (question?.trim()) addressed({tab: '', q: question.trim(), since, until, source, articles, lang: root.lang});
      return given;
    },
    briefed: (given) => {
      const [topic, since, until, source] = given;
      close();
      if (topic?.trim()) addressed({tab: 'brief', q: topic.trim(), since, until, source, articles: '', lang: root.lang});
      return given;
    },
    anew: (given) => {
      close();
      newest = -1;
      addressed({tab: '', q: '', since: '', until: '', source: '', articles: ''});
      return given;
    },
    close: () => close(),
    shown: (place) => {
      const heading = document.querySelector(`${place} h2`);
      heading?.scrollIntoView({block: 'start'});
      heading?.focus({preventScroll: true});
    },
    opened: (panel) => {
      document.body.classList.remove(...Object.keys(PANELS));
      document.body.classList.add(panel);
      const shown = document.querySelector(PANELS[panel]);
      shown.scrollTop = 0;
      shown.querySelector('mark')?.scrollIntoView({block: 'center'});
      if (!following) shown.querySelector('h2')?.focus({preventScroll: true});
      following = false;
    },
  };

  document.addEventListener('click', (event) => {
    const clicked = event.target.closest('button');
    if (!clicked) return;
    if (clicked.matches('.cite, .opener')) {
      openedFrom = clicked;
    } else if (clicked.matches('[data-close]')) {
      close();
    } else if (clicked.dataset.copy) {
      const text = clicked.dataset.copy === 'address'
        ? shareable(clicked.dataset.question, clicked.dataset.tab)
        : clicked.parentElement.querySelector(`[data-kept="${clicked.dataset.copy}"]`).textContent;
      copied(text, clicked);
    } else if (clicked.dataset.save) {
      save(clicked.parentElement.querySelector(`[data-kept="${clicked.dataset.save}"]`).textContent, clicked.dataset.name);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  /* A source that was opened follows the keyboard from mark to mark. */
  document.addEventListener('focusin', (event) => {
    const reading = document.body.classList.contains('reading');
    if (!reading || event.target === openedFrom || !event.target.matches('.cite:focus-visible')) return;
    following = true;
    event.target.click();
  });

  turned(tongue().startsWith('ar') ? 'ar' : 'en');
  document.addEventListener('DOMContentLoaded', () => {
    shaded();
    new MutationObserver(() => {
      for (const day of document.querySelectorAll('.day input:not([type="date"])')) day.type = 'date'; // The system's calendar.
      const last = [...document.querySelectorAll('.turn')].at(-1);
      const number = Number(last?.dataset.turn ?? -1);
      if (number > newest) last.scrollIntoView({block: 'start', behavior: 'smooth'});
      newest = number;
    }).observe(document.body, {childList: true, subtree: true});
  });
})();
