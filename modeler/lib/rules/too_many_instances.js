'use strict';

module.exports = require('../rules').ruleOf('too_many_instances');
