'use strict';

module.exports = require('../rules').ruleOf('choice_without_default');
