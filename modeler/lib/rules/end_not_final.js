'use strict';

module.exports = require('../rules').ruleOf('end_not_final');
