'use strict';

module.exports = require('../rules').ruleOf('unreadable_date');
