// The date picker takes its words from AngularJS and not from Tasklist's own translations. This gives it Japanese ones;
// it has to be loaded before the application starts, as every custom script is.

import { japanese } from './nagare-language.js';

if (japanese && window.angular) {
  const days = ['日', '月', '火', '水', '木', '金', '土'];
  const months = Array.from({ length: 12 }, (_, month) => `${month + 1}月`);

  window.angular.module('ngLocale').config([
    '$provide',
    $provide =>
      $provide.decorator('$locale', [
        '$delegate',
        $locale => {
          Object.assign($locale.DATETIME_FORMATS, {
            AMPMS: ['午前', '午後'],
            DAY: days.map(day => `${day}曜日`),
            SHORTDAY: days,
            MONTH: months,
            SHORTMONTH: months,
            STANDALONEMONTH: months
          });
          return Object.assign($locale, { id: 'ja', localeID: 'ja' });
        }
      ])
  ]);

  window.angular
    .module('ui.bootstrap.datepicker')
    .run(['uibDatepickerConfig', config => Object.assign(config, { formatDayTitle: 'yyyy年M月', formatYear: 'yyyy年' })]);
}
